// What a device keeps between visits, where it keeps anything at all.

export function stored(name: string): string | null {
  try {
    return localStorage.getItem(`hustings ${name}`);
  } catch {
    return null;
  }
}

/** Whether it is kept; null takes it away. */
export function store(name: string, value: string | null): boolean {
  try {
    if (value === null) localStorage.removeItem(`hustings ${name}`);
    else localStorage.setItem(`hustings ${name}`, value);
    return true;
  } catch {
    return false;
  }
}
