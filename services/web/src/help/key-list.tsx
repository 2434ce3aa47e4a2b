import { BOARD_KEYS } from './keys.ts';

/** The keys of the board, in groups. */
export const KeyList = () =>
  BOARD_KEYS.map(({ name, lines }) => (
    <table key={name} className="nhsuk-table weft-keys">
      <caption className="nhsuk-table__caption">{name}</caption>
      <thead className="nhsuk-u-visually-hidden">
        <tr>
          <th scope="col">Keys</th>
          <th scope="col">What they do</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ keys, does }) => (
          <tr key={does}>
            <th scope="row">
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </th>
            <td>{does}</td>
          </tr>
        ))}
      </tbody>
    </table>
  ));
