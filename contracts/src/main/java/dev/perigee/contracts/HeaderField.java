package dev.perigee.contracts;

/** A header's name and value. */
public record HeaderField(String name, String value) {}
