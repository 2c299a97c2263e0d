/** Broker, MongoDB and the three services on one machine, and the end-to-end tests. */
@NullMarked
package org.paschima.localstack;

import org.jspecify.annotations.NullMarked;
