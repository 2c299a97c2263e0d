package org.paschima.session.planted;

/** What no other service may know. */
public final class Foreign {}
