import { inWords } from '../api.ts';

/** What went wrong, in words, with a way to try again. */
export function Fault({ error, retry }: { readonly error: unknown; readonly retry?: () => void }) {
  return (
    <div className="nhsuk-error-summary" role="alert" aria-labelledby="fault-title">
      <h2 className="nhsuk-error-summary__title" id="fault-title">
        That did not work
      </h2>
      <div className="nhsuk-error-summary__body">
        <p>{inWords(error)}</p>
        {retry && (
          <button type="button" className="nhsuk-button nhsuk-button--secondary" onClick={retry}>
            Try again
          </button>
        )}
      </div>
    </div>
  );
}
