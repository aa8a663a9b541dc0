/** What can be configured of config-service. */
@NullMarked
package dev.perigee.config.settings;

import org.jspecify.annotations.NullMarked;
