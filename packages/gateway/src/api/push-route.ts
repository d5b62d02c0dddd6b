import type { FastifyInstance } from "fastify";
import { Type } from "typebox";
import { maxMessageOctets } from "../sources/feed.ts";
import type { PushAnswer } from "../sources/push-source.ts";
import { ApiError, problem } from "./api-error.ts";

/** Gives a message to the source of this name; undefined where there is no such source, or it takes none. */
export type PushFrames = (name: string, message: Uint8Array) => PushAnswer | undefined;

const pushAnswer = Type.Object({ octets: Type.Integer({ description: "octets that went to the decoder" }) });

/** Adds `POST /api/v1/sources/:name/frames`: octets, hexadecimal text, a P1 telegram or JSON that holds one. */
export async function addPushRoute(app: FastifyInstance, push: PushFrames): Promise<void> {
  await app.register((scope, _options, done) => {
    // Whatever it is said to be: the octets are looked at.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, parsed) => parsed(null, body));
    scope.post<{ Params: { name: string } }>(
      "/api/v1/sources/:name/frames",
      {
        bodyLimit: maxMessageOctets,
        schema: { response: { 202: pushAnswer, "4xx": problem, "5xx": problem } },
        // A device sends one every few seconds.
        config: { access: "push", audit: false },
      },
      async (request, reply) => {
        const { name } = request.params;
        const { body } = request;
        if (!(body instanceof Uint8Array) || body.length === 0)
          throw ApiError.forPrograms(
            400,
            "no-body",
            "The request has no body. Send the frame as it came from the meter.",
          );
        const answer = push(name, new Uint8Array(body));
        if (answer === undefined)
          throw ApiError.forPrograms(
            404,
            "no-such-source",
            `There is no source of type push called ${name.slice(0, 100)}.`,
          );
        if (answer.kind === "not-running") throw ApiError.forPrograms(503, "not-running", "The source is not at work.");
        if (answer.kind === "no-frame")
          throw ApiError.forPrograms(400, "no-frame", `The body brings no frame. ${answer.why}`);
        return reply.code(202).send({ octets: answer.octets });
      },
    );
    done();
  });
}
