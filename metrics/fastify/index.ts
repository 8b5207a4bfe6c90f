/// <reference types="node" preserve="true" />

export * from "./fastify-monitoring";
