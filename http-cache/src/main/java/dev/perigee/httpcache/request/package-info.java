/** What a viewer's request says: its target, query parameters, cookies and accepted encodings. */
@NullMarked
package dev.perigee.httpcache.request;

import org.jspecify.annotations.NullMarked;
