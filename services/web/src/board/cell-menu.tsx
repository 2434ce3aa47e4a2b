import { useRef } from 'react';
import { Menu, MenuItem } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';

export type MenuEntry = {
  readonly id: string;
  readonly name: string;
  readonly keys?: string;
  readonly isDisabled?: boolean;
};

type Props = {
  readonly name: string;
  /** Where it opens, in the window. */
  readonly point: { readonly x: number; readonly y: number };
  readonly entries: readonly MenuEntry[];
  readonly choose: (id: string) => void;
  readonly close: () => void;
};

/** The menu of a cell or of what was dropped: all that keys and dragging do, with the keys beside. */
export function CellMenu({ name, point, entries, choose, close }: Props) {
  const anchor = useRef<HTMLSpanElement>(null);
  return (
    <>
      <span ref={anchor} className="weft-menu__anchor" style={{ left: point.x, top: point.y }} />
      <Popover triggerRef={anchor} isOpen onOpenChange={(isOpen) => !isOpen && close()} placement="bottom start">
        <Menu
          className="weft-menu"
          aria-label={name}
          autoFocus="first"
          disabledKeys={entries.filter(({ isDisabled }) => isDisabled).map(({ id }) => id)}
          onAction={(id) => choose(String(id))}
          onClose={close}
        >
          {entries.map(({ id, name: text, keys }) => (
            <MenuItem key={id} id={id} textValue={text} className="weft-menu__item">
              <span>{text}</span>
              {keys && <kbd>{keys}</kbd>}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </>
  );
}
