/** An API key's `allowedIPs`: single addresses, `a-b` ranges and CIDR blocks. */
import { BlockList, isIP } from "node:net";

/** Whether a caller's address is inside the list. Entries that cannot be read allow nobody. */
export function ipAllowed(caller: string, allowed: string[]): boolean {
  const address = caller.startsWith("::ffff:") ? caller.slice(7) : caller;
  const list = new BlockList();
  for (const entry of allowed) addEntry(list, entry.trim());
  return list.check(address, family(address));
}

function addEntry(list: BlockList, entry: string): void {
  const [low = "", high] = entry.split("-").map((part) => part.trim());
  if (high && isIP(low) && isIP(high)) list.addRange(low, high, family(low));
  else if (entry.includes("/")) {
    const [network = "", bits] = entry.split("/");
    if (isIP(network)) list.addSubnet(network, Number(bits), family(network));
  } else if (isIP(entry)) list.addAddress(entry, family(entry));
}

function family(address: string): "ipv4" | "ipv6" {
  return isIP(address) === 6 ? "ipv6" : "ipv4";
}
