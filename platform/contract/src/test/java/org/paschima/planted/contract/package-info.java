/** Violations of the laws of the contract, one a class, that the rules must find. */
@NullMarked
package org.paschima.planted.contract;

import org.jspecify.annotations.NullMarked;
