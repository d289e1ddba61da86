import type { Branding } from './options.ts';
import { wrongOption } from './rolecall-error.ts';

const isAddress = (text: string): boolean => {
  try {
    return new URL(text).protocol === 'https:';
  } catch {
    return false;
  }
};

const forms: Readonly<Record<keyof Branding, readonly [(text: string) => boolean, string]>> = {
  companyName: [(text) => /^[^\p{Cc}]{1,80}$/u.test(text), 'a name of up to 80 characters'],
  primaryColor: [(text) => /^#[0-9a-f]{6}$/i.test(text), 'a colour such as #2196f3'],
  logoUrl: [isAddress, 'an https address'],
  supportEmail: [(text) => /^[^\s@<>"]+@[^\s@<>"]+$/.test(text), 'an address such as help@example.com'],
  supportUrl: [isAddress, 'an https address'],
};

/** Errors: RolecallError (`wrong-options`). */
export const checkBranding = (branding: Branding): void => {
  if (typeof branding !== 'object' || branding === null) throw wrongOption('branding is to be an object.');
  for (const [name, value] of Object.entries(branding)) {
    const form = Object.hasOwn(forms, name) ? forms[name as keyof Branding] : undefined;
    if (form === undefined) throw wrongOption(`branding.${name} is no part of it.`);
    const [isRight, what] = form;
    if (value !== undefined && !(typeof value === 'string' && isRight(value)))
      throw wrongOption(`branding.${name} is to be ${what}.`);
  }
};
