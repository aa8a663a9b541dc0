/**
 * What an account owns beside its distributions: policies, keys, access controls and the like, all
 * kept in the same way.
 *
 * <p>Start with {@link dev.perigee.config.resource.Resources}: it creates, changes, lists and
 * deletes resources of any {@link dev.perigee.config.resource.ResourceType}, with CloudFront's
 * rules for names, entity tags, quotas and use. {@link dev.perigee.config.resource.References}
 * remembers who refers to whom, which tells what is in use, and what a change concerns.
 */
@NullMarked
package dev.perigee.config.resource;

import org.jspecify.annotations.NullMarked;
