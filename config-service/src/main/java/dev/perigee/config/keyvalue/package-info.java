/**
 * Key value stores: the stores themselves in CloudFront's API, and what is in them in the API of
 * its own that AWS gave it.
 *
 * <p>{@link dev.perigee.config.keyvalue.KeyValueApi} is the latter's front, {@link
 * dev.perigee.config.keyvalue.Contents} keeps the keys. The two APIs have entity tags of their own:
 * one of the store's comment, one of its keys.
 */
@NullMarked
package dev.perigee.config.keyvalue;

import org.jspecify.annotations.NullMarked;
