// Whether a text is an IP address, as the server reads one: no leading zeros, no zone.

export const isIpAddress = (text: string): boolean => isIpv4(text) || isIpv6(text);

const octet = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const ipv4 = new RegExp(`^(?:${octet}\\.){3}${octet}$`);

const isIpv4 = (text: string): boolean => ipv4.test(text);

function isIpv6(text: string): boolean {
  const halves = text.split('::');
  if (halves.length > 2 || !text.includes(':')) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  const count = groups.length + (isIpv4(groups.at(-1) ?? '') ? 1 : 0);
  const isEach = groups.every((it, at) => /^[0-9a-fA-F]{1,4}$/.test(it) || (at === groups.length - 1 && isIpv4(it)));
  return isEach && (halves.length === 2 ? count < 8 : count === 8);
}
