import { useMemo, useState } from 'react';
import { ComboBox } from 'react-aria-components/ComboBox';
import { Dialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { Popover } from 'react-aria-components/Popover';
import { useBackCloses } from '../../layout/use-back-closes.ts';
import { today } from '../../layout/words.ts';
import { type Findable, found } from './findable.ts';
import { type Question, questionIn, questionWords } from './questions.ts';

type Props = {
  readonly all: readonly Findable[];
  readonly choose: (one: Findable) => void;
  /** A question was asked, in these words; null where none is answered. */
  readonly ask: ((question: Question, words: string) => void) | null;
  /** Called with what is typed, where more is looked up by it. */
  readonly onTyped?: (typed: string) => void;
  readonly close: () => void;
};

const QUESTION = 'question';

/** Find by typing: a person, duty, site, skill, view, rota or page, or a question about gaps, breaches and the past. */
export function Palette({ all, choose, ask, close, onTyped }: Props) {
  const [typed, setTyped] = useState('');
  useBackCloses(close);
  const question = useMemo(() => (ask ? questionIn(typed, today()) : null), [typed, ask]);
  const items = useMemo(
    () => [
      ...(question ? [{ id: QUESTION, text: questionWords(question), kind: 'Question' }] : []),
      ...found(all, typed),
    ],
    [all, question, typed],
  );
  const take = (id: string | undefined) => {
    const one = all.find((each) => each.id === id);
    if (id === QUESTION && question) ask?.(question, typed.trim());
    else if (one) choose(one);
    else return;
    close();
  };
  return (
    <ModalOverlay isOpen isDismissable onOpenChange={(isOpen) => !isOpen && close()} className="weft-palette__back">
      <Modal className="weft-palette">
        <Dialog>
          <Heading slot="title" className="nhsuk-heading-s">
            Find
          </Heading>
          <ComboBox
            items={items}
            inputValue={typed}
            onInputChange={(next) => {
              setTyped(next);
              onTyped?.(next);
            }}
            onChange={(key) => key !== null && take(String(key))}
            defaultFilter={() => true}
            menuTrigger="focus"
            allowsEmptyCollection
            shouldFocusWrap
            autoFocus
          >
            <Label>
              {ask
                ? 'Name, duty, site, skill, page, or a question: “gaps next week with no credentialed candidate”'
                : 'Name of a person, a rota or a page'}
            </Label>
            <Input
              className="nhsuk-input"
              maxLength={200}
              onKeyDown={(event) => {
                if (event.key !== 'Enter' || event.currentTarget.getAttribute('aria-activedescendant')) return;
                event.preventDefault();
                if (typed.trim() !== '') take(items[0]?.id);
              }}
            />
            <Popover className="weft-palette__list" offset={2} maxHeight={420}>
              <ListBox
                aria-label="Found"
                renderEmptyState={() => (
                  <p className="weft-palette__none">
                    Nothing is called that here.
                    {ask && ' Ask for gaps, breaches, “who is on tonight”, or “as it was last Tuesday”.'}
                  </p>
                )}
              >
                {(item: { readonly id: string; readonly text: string; readonly kind: string }) => (
                  <ListBoxItem textValue={item.text} className="weft-palette__item">
                    <span>{item.text}</span> <small>{item.kind}</small>
                  </ListBoxItem>
                )}
              </ListBox>
            </Popover>
          </ComboBox>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
