import { useEffect, useState } from 'react';

const REST_MS = 120;

/** The value once it has not changed for a moment: who runs through a list does not ask for each line. */
export function useSettled<Value>(value: Value): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), REST_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
