package dev.perigee.config.resource;

/** That something refers to a resource of this kind and id. */
public record Reference(ResourceKind kind, String id) {}
