/** What is asked about a studio rather than about one of its members: ports to the store, and answers over all of them. */
@NullMarked
package org.paschima.insight.studio;

import org.jspecify.annotations.NullMarked;
