package dev.perigee.config.wire;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the service model says of a type.
 *
 * @param members of a structure: member name to shape name
 * @param required of a structure: the members that must be there
 * @param element of a list: the shape name of its elements; null for other types
 * @param values of an enumeration: the allowed values; empty where any are
 * @param min least length of a string or list, or least number; null for none
 * @param max greatest length of a string or list, or greatest number; null for none
 * @param pattern what a string must look like; null for anything
 */
public record Shape(
    Map<String, String> members,
    Set<String> required,
    @Nullable String element,
    List<String> values,
    @Nullable Double min,
    @Nullable Double max,
    @Nullable Pattern pattern) {}
