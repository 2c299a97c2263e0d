/**
 * The HTTP side of every service; {@link org.paschima.http.HttpEndpoint} is where to begin.
 *
 * <p>Laws. A handler runs on an event loop and never blocks. Tokens, members, bodies, problems, caching and cross-origin
 * rules are decided here, in one place, so that no route can forget them.
 */
@NullMarked
package org.paschima.http;

import org.jspecify.annotations.NullMarked;
