/** Calls of the sandbox's own JSON; a refusal becomes an ApiError whose message a person can read. */

export class ApiError extends Error {
  /** @param {number} status @param {string} code @param {string} message */
  constructor(status, code, message) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/**
 * @param {"GET" | "POST" | "PATCH" | "DELETE"} method
 * @param {string} path
 * @param {unknown} [body]
 * @returns {Promise<any>} the parsed answer, null when it has no body
 */
export async function call(method, path, body) {
  const response = await fetch(path, {
    method,
    ...(body === undefined
      ? {}
      : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
  }).catch(() => {
    throw new ApiError(
      0,
      "UNREACHABLE",
      "The sandbox does not answer. See whether its process is still running, then try again.",
    );
  });
  const text = await response.text();
  const answer = parse(text);
  if (!response.ok) throw errorOf(response.status, answer, text);
  return answer;
}

export const get = (path) => call("GET", path);
export const post = (path, body = {}) => call("POST", path, body);

function parse(text) {
  try {
    return text ? JSON.parse(text) : null;
  } catch {
    return null;
  }
}

function errorOf(status, answer, text) {
  const error = answer?.error;
  if (error && typeof error === "object")
    return new ApiError(status, String(error.code ?? ""), error.message);
  return new ApiError(
    status,
    String(answer?.code ?? ""),
    answer?.message ?? (text.slice(0, 200) || `HTTP ${status}`),
  );
}
