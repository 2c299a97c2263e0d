/** What every service runs on: configuration, HTTP, the Kafka loop, MongoDB. No domain word. */
@NullMarked
package org.paschima.runtime;

import org.jspecify.annotations.NullMarked;
