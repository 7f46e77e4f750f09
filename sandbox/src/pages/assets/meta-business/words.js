import { words as en } from "./words/en.js";
import { words as es } from "./words/es.js";
import { words as portuguese } from "./words/pt-BR.js";

export const words = { en, "pt-BR": portuguese, es };
