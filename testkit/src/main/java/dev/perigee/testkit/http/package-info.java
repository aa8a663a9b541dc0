/**
 * Both ends of HTTP/1.1, under a test's full control: {@link
 * dev.perigee.testkit.http.ScriptedOrigin} answers as scripted, {@link
 * dev.perigee.testkit.http.RawConnection} sends any bytes.
 */
@NullMarked
package dev.perigee.testkit.http;

import org.jspecify.annotations.NullMarked;
