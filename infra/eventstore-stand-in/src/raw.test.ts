import { StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb.js';
import streamsPb from '@eventstore/db-client/generated/streams_pb.js';
import { credentials, Metadata } from '@grpc/grpc-js';
import { expect, it, onTestFinished } from 'vitest';
import { clientForTest, idOf, seats, seatsOf, standInForTest } from './testing.ts';
import { empty, readId, streamIdentifier, writeId } from './wire.ts';

function rawClient({ host, port }: { readonly host: string; readonly port: number }): StreamsClient {
  const client = new StreamsClient(`${host}:${port}`, credentials.createInsecure());
  onTestFinished(() => client.close());
  return client;
}

function batchRequest({ id, isFinal, isFirst }: { id: string; isFinal: boolean; isFirst: boolean }) {
  const request = new streamsPb.BatchAppendReq();
  request.setCorrelationId(writeId(id));
  request.setIsFinal(isFinal);
  if (isFirst) {
    const options = new streamsPb.BatchAppendReq.Options();
    options.setStreamIdentifier(streamIdentifier('clinic-1'));
    options.setStreamPosition(String(2n ** 64n - 1n));
    request.setOptions(options);
  }
  const message = new streamsPb.BatchAppendReq.ProposedMessage();
  message.setId(writeId(id, true));
  message.getMetadataMap().set('type', 'SeatTaken').set('content-type', 'application/json');
  message.setData(Buffer.from('{"seat":1}'));
  request.addProposedMessages(message);
  return request;
}

it('ids come in both forms, and go out in the form that was asked for', async () => {
  const standIn = await standInForTest();
  const id = 'fedcba98-7654-3210-8000-00000000abcd';
  const call = rawClient(standIn).batchAppend(new Metadata());
  call.on('error', () => {});
  const answered = new Promise<streamsPb.BatchAppendResp>((told) => call.on('data', told));
  call.write(batchRequest({ id, isFirst: true, isFinal: true }));
  expect((await answered).getSuccess()?.getCurrentRevision()).toBe('0');
  call.cancel();

  const options = new streamsPb.ReadReq.Options();
  const stream = new streamsPb.ReadReq.Options.StreamOptions();
  stream.setStreamIdentifier(streamIdentifier('clinic-1'));
  stream.setStart(empty());
  options.setStream(stream);
  options.setCount('1');
  options.setUuidOption(new streamsPb.ReadReq.Options.UUIDOption().setStructured(empty()));
  const read = rawClient(standIn).read(new streamsPb.ReadReq().setOptions(options));
  const [response] = await read.toArray();
  const found = response?.getEvent()?.getEvent()?.getId();
  expect(found?.hasStructured()).toBe(true);
  expect(readId(found)).toBe(id);
});

it('an append in several messages is one, and one whose last message does not come times out', async () => {
  const standIn = await standInForTest();
  const client = clientForTest(standIn);
  await client.appendToStream('clinic-1', seats(1, 50), { batchAppendSize: 500 });
  expect(await seatsOf(client, 'clinic-1')).toHaveLength(50);
  const call = rawClient(standIn).batchAppend(new Metadata());
  call.on('error', () => {});
  const answered = new Promise<streamsPb.BatchAppendResp>((told) => call.on('data', told));
  call.write(batchRequest({ id: idOf(99), isFirst: true, isFinal: false }));
  const error = (await answered).getError();
  expect(error?.getCode()).toBe(4);
  expect(error?.getDetails()?.getTypeName()).toBe('event_store.client.Timeout');
  call.cancel();
  expect(await seatsOf(client, 'clinic-1')).toHaveLength(50);
});

it('each failure of a batch stream has the number and the detail of the server', async () => {
  const standIn = await standInForTest();
  const client = clientForTest(standIn);
  await client.appendToStream('clinic-1', seats(1, 2), {});
  const call = rawClient(standIn).batchAppend(new Metadata());
  call.on('error', () => {});
  const answers: string[] = [];
  const next = () =>
    new Promise<void>((told) =>
      call.once('data', (answer: streamsPb.BatchAppendResp) => {
        answers.push(
          `${answer.getError()?.getCode()} ${answer.getError()?.getDetails()?.getTypeName().split('.').at(-1)}`,
        );
        told();
      }),
    );
  const send = async (request: streamsPb.BatchAppendReq) => {
    const answered = next();
    call.write(request);
    await answered;
  };
  await send(batchRequest({ id: idOf(7), isFirst: true, isFinal: true }));
  const untyped = batchRequest({ id: idOf(8), isFirst: true, isFinal: true });
  untyped.getProposedMessagesList()[0]?.getMetadataMap().del('type');
  await send(untyped);
  const big = batchRequest({ id: idOf(9), isFirst: true, isFinal: true });
  big.getProposedMessagesList()[0]?.setData(Buffer.alloc(1024 * 1024 + 1));
  await send(big);
  standIn.faults.accessDenied = true;
  await send(batchRequest({ id: idOf(10), isFirst: true, isFinal: true }));
  standIn.faults.accessDenied = false;
  standIn.faults.notReady = true;
  await send(batchRequest({ id: idOf(11), isFirst: true, isFinal: true }));
  standIn.faults.notReady = false;
  await client.tombstoneStream('clinic-1');
  await send(batchRequest({ id: idOf(12), isFirst: true, isFinal: true }));
  expect(answers).toEqual([
    '6 WrongExpectedVersion',
    '3 BadRequest',
    '3 MaximumAppendSizeExceeded',
    '7 AccessDenied',
    '14 Empty',
    '5 StreamDeleted',
  ]);
  call.cancel();
});
