/**
 * A live channel: ffmpeg makes it, an endpoint like those of MediaPackage v2 serves it, players
 * play it. Start with {@link dev.perigee.e2e.media.Channel}.
 */
@NullMarked
package dev.perigee.e2e.media;

import org.jspecify.annotations.NullMarked;
