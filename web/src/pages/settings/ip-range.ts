/** Is this no IP address and no range of them (CIDR)? The server has the last word; this is for telling it while typing. Pure. */
export function badRange(entry: string): boolean {
  const [address = "", bits, ...rest] = entry.trim().split("/");
  const four =
    /^(\d{1,3}\.){3}\d{1,3}$/.test(address) && address.split(".").every((part) => Number(part) < 256);
  const six = /^[0-9a-f:.]+$/i.test(address) && address.includes(":") && !address.includes(":::");
  if (rest.length > 0 || (!four && !six)) return true;
  if (bits === undefined) return false;
  return !/^\d{1,3}$/.test(bits) || Number(bits) > (four ? 32 : 128);
}
