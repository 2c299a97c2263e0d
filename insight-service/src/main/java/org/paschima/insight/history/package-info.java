/** What can be asked about one member: the port between the answers over HTTP and the store. */
@NullMarked
package org.paschima.insight.history;

import org.jspecify.annotations.NullMarked;
