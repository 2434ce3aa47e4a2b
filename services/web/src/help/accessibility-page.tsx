import { Page } from '../layout/page.tsx';

/** What was done so that everybody can use the pages, how it was tested, and what is known to be wanting. */
export const AccessibilityPage = () => (
  <Page
    title="Accessibility statement"
    lead="Weft is meant to meet the Web Content Accessibility Guidelines 2.2, level AA."
  >
    <h2 className="nhsuk-heading-m">What you can do</h2>
    <ul>
      <li>Do all of it by keyboard; the keyboard page lists the keys. Nothing needs dragging.</li>
      <li>Zoom to 400 %: pages of lists and forms fit a width of 320 pixels; the board itself scrolls.</li>
      <li>Use a list or a plain table instead of the grid: choose List or Table above the board.</li>
      <li>Use a dark or a high-contrast theme: the pages follow what your device is set to.</li>
      <li>Switch animation off: the pages follow that setting too.</li>
    </ul>
    <h2 className="nhsuk-heading-m">Nothing by colour alone</h2>
    <p>
      Duties show their code; pins, changes, leave and findings have signs and words of their own. A cell’s name says
      all that its colour says.
    </p>
    <h2 className="nhsuk-heading-m">How it is tested</h2>
    <p>
      Each release opens its pages in Chromium at 1280 and 390 pixels and looks for violations with axe-core, does the
      main job by keyboard only, and compares roles, names and live messages with what is expected.
    </p>
    <h2 className="nhsuk-heading-m">What is known to be wanting</h2>
    <ul>
      <li>It was not tried with JAWS, NVDA or VoiceOver, nor by people who use them every day.</li>
      <li>
        Above some 3,000 cells the grid draws only the rows in view. Some screen readers misread such grids: choose List
        or Table.
      </li>
      <li>Printed sheets are not tagged PDF.</li>
    </ul>
    <p>Tell your rota office, or whoever runs Weft for you, of anything that stands in your way.</p>
  </Page>
);
