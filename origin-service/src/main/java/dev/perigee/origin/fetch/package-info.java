/**
 * From an edge's request to an origin's answer.
 *
 * <p>Start with {@link dev.perigee.origin.fetch.FetchPipeline}, which lists the stages. An {@link
 * dev.perigee.origin.fetch.Exchange} is one request of an edge's and owns what is held for it; an
 * {@link dev.perigee.origin.fetch.OriginCall} is the sending with its attempts and time limits;
 * {@link dev.perigee.origin.fetch.AnswerWriter} answers. Everything of one exchange happens on one
 * event loop.
 */
@NullMarked
package dev.perigee.origin.fetch;

import org.jspecify.annotations.NullMarked;
