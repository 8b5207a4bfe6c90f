export * from "./fastify-monitoring";
