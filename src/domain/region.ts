// A region goes into host names, so its form is checked before it is used (security.md R17).
const form = /^[a-z]{2,5}(-[a-z]+)+-\d{1,2}$/;

export const isRegion = (text: string): boolean => form.test(text) && text.length <= 32;
