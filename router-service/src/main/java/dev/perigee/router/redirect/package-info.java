/** Routing by HTTP redirect, and the explanation of a choice. */
@NullMarked
package dev.perigee.router.redirect;

import org.jspecify.annotations.NullMarked;
