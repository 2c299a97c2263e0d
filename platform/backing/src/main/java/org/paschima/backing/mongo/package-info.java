/** A real mongod on loopback, found or fetched, run as a child process. */
@NullMarked
package org.paschima.backing.mongo;

import org.jspecify.annotations.NullMarked;
