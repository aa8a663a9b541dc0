/** Getting an object that is not in memory: one leader a key, everyone else shares what it gets. */
@NullMarked
package dev.perigee.edge.fill;

import org.jspecify.annotations.NullMarked;
