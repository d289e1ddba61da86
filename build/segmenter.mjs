// The grapheme segmenter of the bundled packages, one for all. The first `new Intl.Segmenter` costs as much as the start
// of Node, and is asked for names of characters that join with others only: in most lines each stands for itself.

/** One cell each, joining with nothing: ASCII, Latin letters, what the picker draws with; line feed, bell and escape. */
const standAlone = /^[\n\x07\x1b\x20-\x7e\xa1-\xac\xae-\u02af\u2026\u2500-\u259f\u2713\u2800-\u28ff]*$/;

let made;

class Characters {
  constructor(text) {
    this.text = text;
  }

  *[Symbol.iterator]() {
    const { text } = this;
    for (let index = 0; index < text.length; index++) yield { segment: text[index], index, input: text };
  }

  containing(at = 0) {
    const index = Math.trunc(at) || 0;
    const segment = this.text[index];
    return segment === undefined ? undefined : { segment, index, input: this.text };
  }
}

export const segmenter = {
  segment: (text) => {
    if (standAlone.test(text)) return new Characters(text);
    made ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' });
    return made.segment(text);
  },
};
