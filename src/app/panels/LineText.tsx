// The line that a button equals, broken between its words and not at the hyphens of its flags.
export function LineText({ line }: { readonly line: string }) {
  const words = line.split(' ');
  return (
    <span className="action-line mono">
      {words.map((word, at) => (
        // Words have no identity but their place.
        <span key={at}>
          <span className="action-word">{word}</span>
          {at < words.length - 1 && ' '}
        </span>
      ))}
    </span>
  );
}
