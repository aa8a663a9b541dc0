/** Tags of distributions, by ARN. */
@NullMarked
package dev.perigee.config.tagging;

import org.jspecify.annotations.NullMarked;
