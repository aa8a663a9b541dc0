/**
 * The container images of the services, built without a container engine: {@link
 * dev.perigee.images.Images} is the command, {@link dev.perigee.images.ServiceImage} what an image
 * consists of.
 */
@NullMarked
package dev.perigee.images;

import org.jspecify.annotations.NullMarked;
