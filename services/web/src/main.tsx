import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { isSignedOut } from './api.ts';
import { App } from './app.tsx';
import './styles.scss';

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      retry: (failures, error) => !isSignedOut(error) && failures < 2,
      refetchOnWindowFocus: false,
      staleTime: 2000,
    },
    // Without a connection a command fails in words; it is not kept to be sent later unseen.
    mutations: { networkMode: 'always' },
  },
});
createRoot(document.getElementById('app') as HTMLElement).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <App />
    </QueryClientProvider>
  </StrictMode>,
);
