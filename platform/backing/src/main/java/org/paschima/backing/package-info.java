/** A real Kafka broker and a real MongoDB on this machine, without Docker. */
@NullMarked
package org.paschima.backing;

import org.jspecify.annotations.NullMarked;
