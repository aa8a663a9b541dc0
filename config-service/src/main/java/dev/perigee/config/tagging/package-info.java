/**
 * Tags, by ARN. A kind of resource has them once there is a {@link
 * dev.perigee.config.tagging.Taggable} for it.
 */
@NullMarked
package dev.perigee.config.tagging;

import org.jspecify.annotations.NullMarked;
