import type { Said } from "../../said.ts";
import { problems } from "../problems.ts";
import { diagnoses } from "./diagnoses.ts";
import { events } from "./events.ts";
import { sentences } from "./sentences.ts";
import { evidence, findings, told } from "./told.ts";

export const said: Said = { diagnoses, findings, sentences, told, problems, events, evidence };
