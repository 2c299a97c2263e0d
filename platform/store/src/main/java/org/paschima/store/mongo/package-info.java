/** The store on MongoDB: one connection, fenced transactions, positions, parked entries. */
@NullMarked
package org.paschima.store.mongo;

import org.jspecify.annotations.NullMarked;
