import { CellMenu } from './cell-menu.tsx';
import { AskDialog } from './edits/ask-dialog.tsx';
import type { EditsApi, Override } from './edits/edits-api.ts';
import { PatternDialog } from './edits/pattern-dialog.tsx';
import type { Cell, Plan, Sheet } from './edits/plan.ts';
import { cellEntries, dropEntries } from './menu-entries.ts';
import { OverrideForm } from './override-form.tsx';
import type { At, Block, Selection } from './selection.ts';

type Point = { readonly x: number; readonly y: number };

/** What is open over the grid or beside it. */
export type Open =
  | { readonly what: 'editor'; readonly initial: string }
  | { readonly what: 'menu'; readonly point: Point }
  | { readonly what: 'drop'; readonly point: Point; readonly from: Block; readonly to: At }
  | { readonly what: 'day'; readonly cell: Cell }
  | { readonly what: 'pattern' }
  | { readonly what: 'reason'; readonly plan: Plan | null };

type Props = {
  readonly open: Open;
  readonly rota: string;
  readonly api: EditsApi;
  readonly sheet: Sheet;
  readonly block: Block;
  readonly selection: Selection;
  readonly isBusy: boolean;
  /** An entry of a menu was chosen. */
  readonly choose: (id: string) => void;
  /** Closes it, and gives the focus back to the grid. */
  readonly close: () => void;
  /** Closes it where it is still open. */
  readonly shut: (what: Open['what']) => void;
  readonly propose: (plan: Plan) => void;
  /** Writes in spite of a breach: this edit, or (null) the one that is proposed. */
  readonly override: (plan: Plan | null, override: Override) => void;
};

/** The menus and questions of the grid. */
export function DeskDialog(props: Props) {
  const { open, rota, api, sheet, block, selection, isBusy, choose, close, shut, propose, override } = props;
  switch (open.what) {
    case 'menu':
    case 'drop':
      return (
        <CellMenu
          name={open.what === 'drop' ? 'Dropped' : 'Cell'}
          point={open.point}
          entries={open.what === 'drop' ? dropEntries : cellEntries(selection)}
          choose={choose}
          close={() => shut(open.what)}
        />
      );
    case 'pattern':
      return (
        <PatternDialog
          {...{ rota, api, sheet, block, close }}
          lay={(plan) => {
            close();
            propose(plan);
          }}
        />
      );
    case 'reason':
      return (
        <AskDialog title="Save in spite of a breach" close={close}>
          <OverrideForm
            busy={isBusy}
            send={(reason) => {
              close();
              override(open.plan, reason);
            }}
          />
        </AskDialog>
      );
    case 'editor':
    case 'day':
      return null;
    default:
      return open satisfies never;
  }
}
