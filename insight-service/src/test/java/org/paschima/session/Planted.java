package org.paschima.session;

/** What no other service may know. */
public final class Planted {}
