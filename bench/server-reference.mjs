// What bench/server.mjs measures beside: a bare route that answers fixed JSON of a size.
import Fastify from 'fastify';

const app = Fastify();
const known = new Map();
app.get('/bytes/:size', (request, reply) => {
  const size = Number(request.params.size);
  const text = known.get(size) ?? JSON.stringify({ text: 'x'.repeat(Math.max(0, size - 11)) });
  known.set(size, text);
  return reply.type('application/json').send(text);
});
console.log(await app.listen({ host: '127.0.0.1', port: 0 }));
process.once('SIGTERM', () => process.exit(0));
