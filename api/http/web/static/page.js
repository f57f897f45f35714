// What every page does once its script runs: the reader's locale, and the API key.
import "./key.js";
import { localize } from "./locale.js";

localize(document);
