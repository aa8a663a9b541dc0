/**
 * What keeps the DNS server from being a weapon: {@link dev.perigee.router.guard.AnswerRates} for
 * those who may not be who they say, {@link dev.perigee.router.guard.ServerCookies} for those who
 * have shown that they are.
 */
@NullMarked
package dev.perigee.router.guard;

import org.jspecify.annotations.NullMarked;
