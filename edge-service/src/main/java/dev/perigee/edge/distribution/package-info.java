/**
 * The distributions in force on this edge: followed from their topic, compiled, found by host name,
 * and kept on disk for a start without the topic.
 */
@NullMarked
package dev.perigee.edge.distribution;

import org.jspecify.annotations.NullMarked;
