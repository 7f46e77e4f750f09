/** `/whatsapp/1/senders/{sender}/public-key`: the key with which Flows that have an endpoint are encrypted. */
import { createPublicKey } from "node:crypto";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Sandbox } from "../sandbox.ts";
import { badRequest, endpoint, pathSender } from "./endpoint.ts";
import { InfobipError } from "./errors.ts";

const PUBLIC_KEY = "/whatsapp/1/senders/:sender/public-key";

export function registerPublicKey(app: FastifyInstance, sandbox: Sandbox): void {
  endpoint(app, `GET ${PUBLIC_KEY}`, (call) => {
    const { publicKey } = pathSender(sandbox, call);
    if (!publicKey) throw new InfobipError(404);
    return { publicKey, publicKeySignatureStatus: "VALID" };
  });
  endpoint(app, `POST ${PUBLIC_KEY}`, async (call) => {
    const sender = pathSender(sandbox, call);
    const pem = await readFilePart(call.request);
    if (pem === null) throw badRequest({ file: ["must not be null"] });
    if (!isRsa2048(pem)) throw badRequest({ file: ["must be a PEM with a 2048 bit RSA public key"] });
    sender.publicKey = pem;
    sandbox.state.onChange();
    return call.reply.code(204).send();
  });
}

/** The text of the multipart field `file`; null when the body has none. */
async function readFilePart({ body, headers }: FastifyRequest): Promise<string | null> {
  if (!Buffer.isBuffer(body)) return null;
  const response = new Response(new Uint8Array(body), {
    headers: { "content-type": headers["content-type"] ?? "" },
  });
  const file = await response.formData().then(
    (form) => form.get("file"),
    () => null,
  );
  return file instanceof File ? file.text() : file;
}

function isRsa2048(pem: string): boolean {
  try {
    const key = createPublicKey(pem);
    return key.asymmetricKeyType === "rsa" && key.asymmetricKeyDetails?.modulusLength === 2048;
  } catch {
    return false;
  }
}
